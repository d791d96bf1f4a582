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
ALTER TABLE "quick_response_changes" ADD CONSTRAINT "quick_response_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_response_uses" ADD CONSTRAINT "quick_response_uses_member_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_response_uses" ADD CONSTRAINT "quick_response_uses_response_fk" FOREIGN KEY ("workspace_id","quick_response_id") REFERENCES "public"."quick_responses"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_responses" ADD CONSTRAINT "quick_responses_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quick_response_uses_response" ON "quick_response_uses" USING btree ("workspace_id","quick_response_id");--> statement-breakpoint
CREATE INDEX "quick_response_uses_age" ON "quick_response_uses" USING btree ("used_at");--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_personal" ON "quick_responses" USING btree ("workspace_id","member_id","shortcut") WHERE "quick_responses"."member_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_team" ON "quick_responses" USING btree ("workspace_id","team_id","shortcut") WHERE "quick_responses"."team_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "quick_responses_workspace" ON "quick_responses" USING btree ("workspace_id","shortcut") WHERE "quick_responses"."member_id" is null and "quick_responses"."team_id" is null;