create schema blueprint;
grant usage on schema blueprint to ${app};

-- What was applied to a desk as a file, and what the desk was before, so that it can be put back.
create table blueprint.change (
    tenant_id   integer     not null,
    id          uuid        not null,
    desk_id     uuid        not null,
    at          timestamptz not null,
    by          uuid,
    created     boolean     not null,
    people      boolean     not null,
    before      text        not null,
    after_hash  text        not null,
    differences jsonb       not null,
    undoes      uuid,
    undone      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk
);
create index change_desk on blueprint.change (tenant_id, desk_id, id desc);
call platform.protect('blueprint.change');
