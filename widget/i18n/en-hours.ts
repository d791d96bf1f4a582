/** When somebody is back: `{day}` is a weekday or a date. Loaded while nobody is there. */
export const enHours = {
  backToday: 'Back at {time}',
  backTomorrow: 'Back tomorrow at {time}',
  backOnDay: 'Back {day} at {time}',
  backOnDate: 'Back {day} at {time}',
};
