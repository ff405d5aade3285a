-- Files that were attached are kept; others are deleted after a day, and their contents when nothing else has the same.
alter table platform.file add column kept boolean not null default false;

-- The wall hides all rows from an owner that is no superuser.
alter table platform.file no force row level security;
alter table ticket.attachment no force row level security;
update platform.file f set kept = true
 where exists (select 1 from ticket.attachment a where a.tenant_id = f.tenant_id and a.id = f.id);
alter table platform.file force row level security;
alter table ticket.attachment force row level security;

create index file_loose on platform.file (tenant_id, created) where not kept;
create index file_content on platform.file (tenant_id, sha256);
create index received_content on channel.received_mail (tenant_id, sha256);
