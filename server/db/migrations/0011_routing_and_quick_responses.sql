CREATE TABLE "quick_response_changes" (
	"workspace_id" uuid NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "quick_response_changes_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "quick_response_uses" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"quick_response_id" uuid NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quick_response_uses_pk" PRIMARY KEY("workspace_id","member_id","client_id","quick_response_id")
);
--> statement-breakpoint
CREATE TABLE "quick_responses" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid,
	"team_id" uuid,
	"shortcut" text NOT NULL,
	"title" text NOT NULL,
	"folder" text NOT NULL,
	"text" text NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"change" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quick_responses_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "quick_responses_one_owner" CHECK ("quick_responses"."member_id" is null or "quick_responses"."team_id" is null)
);
--> statement-breakpoint
CREATE TABLE "agent_leases" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_leases_workspace_id_member_id_node_id_pk" PRIMARY KEY("workspace_id","member_id","node_id")
);
--> statement-breakpoint
CREATE TABLE "availability_changes" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"availability" text NOT NULL,
	"accepts_chats" boolean NOT NULL,
	"by_itself" boolean NOT NULL,
	"reason" text,
	"set_by" uuid,
	CONSTRAINT "availability_changes_workspace_id_member_id_id_pk" PRIMARY KEY("workspace_id","member_id","id")
);
--> statement-breakpoint
CREATE TABLE "offer_passes" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"how" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "offer_passes_workspace_id_conversation_id_member_id_pk" PRIMARY KEY("workspace_id","conversation_id","member_id"),
	CONSTRAINT "offer_passes_how" CHECK ("offer_passes"."how" in ('declined', 'timed_out'))
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_workspace_id_conversation_id_pk" PRIMARY KEY("workspace_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "routing_decisions" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"team_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"member_id" uuid NOT NULL,
	"judged" jsonb NOT NULL,
	CONSTRAINT "routing_decisions_workspace_id_conversation_id_seq_pk" PRIMARY KEY("workspace_id","conversation_id","seq")
);
--> statement-breakpoint
ALTER TABLE "teams" DROP CONSTRAINT "teams_strategy";--> statement-breakpoint
UPDATE "teams" SET "strategy" = 'priority' WHERE "strategy" = 'in_order';--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "team_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "queued_at" timestamp with time zone DEFAULT date_trunc('milliseconds', now()) NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "availability" text DEFAULT 'online' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "away_by_itself" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "accepts_chats" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "availability_reason" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "availability_since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "last_assigned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "sticky" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "offer_seconds" integer;--> statement-breakpoint
ALTER TABLE "quick_response_changes" ADD CONSTRAINT "quick_response_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_response_uses" ADD CONSTRAINT "quick_response_uses_member_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_response_uses" ADD CONSTRAINT "quick_response_uses_response_fk" FOREIGN KEY ("workspace_id","quick_response_id") REFERENCES "public"."quick_responses"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_leases" ADD CONSTRAINT "agent_leases_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_changes" ADD CONSTRAINT "availability_changes_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_passes" ADD CONSTRAINT "offer_passes_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quick_response_uses_response" ON "quick_response_uses" USING btree ("workspace_id","quick_response_id");--> statement-breakpoint
CREATE INDEX "quick_response_uses_age" ON "quick_response_uses" USING btree ("used_at");--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_personal" ON "quick_responses" USING btree ("workspace_id","member_id","shortcut") WHERE "quick_responses"."member_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_team" ON "quick_responses" USING btree ("workspace_id","team_id","shortcut") WHERE "quick_responses"."team_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_workspace" ON "quick_responses" USING btree ("workspace_id","shortcut") WHERE "quick_responses"."member_id" is null and "quick_responses"."team_id" is null;--> statement-breakpoint
CREATE INDEX "agent_leases_until" ON "agent_leases" USING btree ("until");--> statement-breakpoint
CREATE INDEX "availability_changes_at" ON "availability_changes" USING btree ("workspace_id","member_id","at");--> statement-breakpoint
CREATE INDEX "offers_member" ON "offers" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "offers_until" ON "offers" USING btree ("until");--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_team" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_queue" ON "conversations" USING btree ("workspace_id","team_id","priority" DESC NULLS LAST,"queued_at","id") WHERE "conversations"."status" = 'waiting' and "conversations"."assignee_id" is null;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_priority" CHECK ("conversations"."priority" between 0 and 2);--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_availability" CHECK ("members"."availability" in ('online', 'away', 'offline'));--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_offer_seconds" CHECK ("teams"."offer_seconds" between 5 and 600);--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_strategy" CHECK ("teams"."strategy" in ('manual', 'priority', 'round_robin', 'least_busy'));