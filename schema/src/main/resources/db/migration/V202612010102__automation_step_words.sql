-- What was done and why a run ended, as a key and values, so that everybody reads it in their own language; of what is old there is the
-- English text alone.
alter table automation.step add column words jsonb;
alter table automation.run add column words jsonb;
