CREATE TABLE "job_results" (
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "job_results_workspace_id_name_pk" PRIMARY KEY("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"runner" uuid,
	"lease_until" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"duration_ms" integer,
	"outcome" text,
	CONSTRAINT "job_runs_outcome" CHECK ("job_runs"."outcome" in ('done', 'failed', 'stopped'))
);
--> statement-breakpoint
ALTER TABLE "job_results" ADD CONSTRAINT "job_results_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;