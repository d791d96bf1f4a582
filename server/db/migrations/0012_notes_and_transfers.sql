CREATE TABLE "mentions" (
	"workspace_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "mentions_workspace_id_member_id_conversation_id_seq_pk" PRIMARY KEY("workspace_id","member_id","conversation_id","seq")
);
--> statement-breakpoint
ALTER TABLE "offers" ALTER COLUMN "team_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "from_member_id" uuid;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentions_latest" ON "mentions" USING btree ("workspace_id","member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "mentions_conversation" ON "mentions" USING btree ("workspace_id","conversation_id");--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_from" FOREIGN KEY ("workspace_id","from_member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;