-- What was done, as a key and values, so that everybody reads it in their own language; of old steps there is the English text alone.
alter table automation.step add column words jsonb;
