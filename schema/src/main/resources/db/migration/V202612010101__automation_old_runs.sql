-- Runs that were over long ago are thrown away, the oldest first.
create index run_ended on automation.run (tenant_id, ended) where ended is not null;
