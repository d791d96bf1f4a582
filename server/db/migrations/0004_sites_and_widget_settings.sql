CREATE TABLE "retired_site_keys" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"site_id" uuid NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retired_site_keys_workspace_id_key_pk" PRIMARY KEY("workspace_id","key"),
	CONSTRAINT "retired_site_keys_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "widget_settings_versions" (
	"workspace_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"member_id" uuid,
	"member_name" text,
	"reverted_to" integer,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "widget_settings_versions_workspace_id_site_id_version_pk" PRIMARY KEY("workspace_id","site_id","version")
);
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "languages" text[] DEFAULT '{en}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "settings_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "draft_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
UPDATE "sites" SET "name" = coalesce("settings"->>'name', '');--> statement-breakpoint
ALTER TABLE "retired_site_keys" ADD CONSTRAINT "retired_site_keys_workspace_id_site_id_sites_workspace_id_id_fk" FOREIGN KEY ("workspace_id","site_id") REFERENCES "public"."sites"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "widget_settings_versions" ADD CONSTRAINT "widget_settings_versions_workspace_id_site_id_sites_workspace_id_id_fk" FOREIGN KEY ("workspace_id","site_id") REFERENCES "public"."sites"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retired_site_keys_site" ON "retired_site_keys" USING btree ("workspace_id","site_id");
