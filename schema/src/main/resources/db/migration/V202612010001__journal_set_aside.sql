-- Entries that a follower of the journal could not take however often it was given them: they no longer hold up what came after.
create table journal.set_aside (
    tenant_id integer     not null,
    consumer  text        not null,
    seq       bigint      not null,
    at        timestamptz not null,
    error     text        not null check (length(error) <= 500),
    primary key (tenant_id, consumer, seq)
);
call platform.protect('journal.set_aside');
