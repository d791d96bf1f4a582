CREATE TABLE "identity_keys" (
	"workspace_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_keys_workspace_id_site_id_id_pk" PRIMARY KEY("workspace_id","site_id","id")
);
--> statement-breakpoint
CREATE TABLE "visitor_activity" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"visitor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"properties" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visitor_activity_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "proof_only" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "keeps_queries" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "activity_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "sources" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "identity_keys" ADD CONSTRAINT "identity_keys_workspace_id_site_id_sites_workspace_id_id_fk" FOREIGN KEY ("workspace_id","site_id") REFERENCES "public"."sites"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_activity" ADD CONSTRAINT "visitor_activity_workspace_id_visitor_id_visitors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","visitor_id") REFERENCES "public"."visitors"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitor_activity_latest" ON "visitor_activity" USING btree ("workspace_id","visitor_id","id");--> statement-breakpoint
CREATE INDEX "visitor_activity_old" ON "visitor_activity" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "visitors_subject" ON "visitors" USING btree ("workspace_id","site_id","subject") WHERE "visitors"."subject" is not null;