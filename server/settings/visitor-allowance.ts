import type { SettingValues } from '../../shared/settings/registry.ts';
import type { VisitorAllowance } from '../limits/visitor-limits.ts';

export const visitorAllowance = (values: SettingValues): VisitorAllowance => ({
  messages: [values['limits.messages_10_seconds'], values['limits.messages_minute']],
  conversations: values['limits.conversations_10_minutes'],
  addressConversations: values['limits.address_conversations_hour'],
});
