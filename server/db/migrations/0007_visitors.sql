ALTER TABLE "visitors" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "blocked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
UPDATE "visitors" SET "last_seen_at" = "created_at";--> statement-breakpoint
CREATE INDEX "visitors_list" ON "visitors" USING btree ("workspace_id","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "visitors_merged" ON "visitors" USING btree ("workspace_id","merged_into") WHERE "visitors"."merged_into" is not null;