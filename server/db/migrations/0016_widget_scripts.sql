CREATE TABLE "widget_scripts" (
	"path" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"replaced_at" timestamp with time zone
);
