-- The key by which browsers know that a push comes from this organisation (VAPID); made once.
create table channel.push_key (
    tenant_id  integer     not null,
    public_key text        not null check (length(public_key) between 80 and 100),
    sealed     text        not null,
    created    timestamptz not null,
    primary key (tenant_id)
);
call platform.protect('channel.push_key', 'select, insert');
