CREATE TABLE "workspace_deletions" (
	"workspace_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delete_at" timestamp with time zone NOT NULL,
	"shut_at" timestamp with time zone,
	CONSTRAINT "workspace_deletions_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "default_team_id" uuid;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "hours" jsonb;--> statement-breakpoint
ALTER TABLE "workspace_deletions" ADD CONSTRAINT "workspace_deletions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "workspace_deletions_due" ON "workspace_deletions" USING btree ("delete_at");--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_default_team" FOREIGN KEY ("workspace_id","default_team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;