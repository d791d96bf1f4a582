CREATE TABLE "sign_in_providers" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text NOT NULL,
	"domains" jsonb NOT NULL,
	"auto_join" boolean NOT NULL,
	"asks_second_factor" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_providers_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "sign_in_providers_id" UNIQUE("id"),
	CONSTRAINT "sign_in_providers_auto_join" CHECK (not "sign_in_providers"."auto_join" or jsonb_array_length("sign_in_providers"."domains") > 0)
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "only_workspace_id" uuid;--> statement-breakpoint
ALTER TABLE "sign_in_providers" ADD CONSTRAINT "sign_in_providers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_only_workspace_id_workspaces_id_fk" FOREIGN KEY ("only_workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_only_workspace" ON "session" USING btree ("only_workspace_id");