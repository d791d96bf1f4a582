ALTER TABLE "installation" ADD COLUMN "workspace_id" uuid;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "demo_site_id" uuid;--> statement-breakpoint
ALTER TABLE "installation" ADD COLUMN "secret_fingerprint" text;--> statement-breakpoint
ALTER TABLE "installation" ADD CONSTRAINT "installation_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;