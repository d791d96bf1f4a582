CREATE TABLE "conversation_marks" (
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	CONSTRAINT "conversation_marks_workspace_id_conversation_id_pk" PRIMARY KEY("workspace_id","conversation_id")
);
--> statement-breakpoint
DROP INDEX "conversations_rev";--> statement-breakpoint
ALTER TABLE "conversation_marks" ADD CONSTRAINT "conversation_marks_workspace_id_conversation_id_conversations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","conversation_id") REFERENCES "public"."conversations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_marks_rev" ON "conversation_marks" USING btree ("workspace_id","rev");--> statement-breakpoint
ALTER TABLE "conversations" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "workspaces" SET (fillfactor = 50);
