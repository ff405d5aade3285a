create schema macro;
grant usage on schema macro to ${app};

-- A change that is made with one press, of a desk or of one person.
create table macro.macro (
    tenant_id   integer     not null,
    id          uuid        not null,
    desk_id     uuid,
    owner_id    uuid,
    name        text        not null check (length(name) between 1 and 100),
    description text        not null default '',
    change      jsonb       not null default '{}',
    say         text check (say in ('reply', 'note')),
    text        text        not null default '',
    position    integer     not null default 0,
    active      boolean     not null default true,
    created     timestamptz not null,
    version     integer     not null default 1,
    primary key (tenant_id, id),
    check ((desk_id is null) <> (owner_id is null)),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, owner_id) references identity.person
);
create unique index macro_name on macro.macro (tenant_id, desk_id, owner_id, name) nulls not distinct;
call platform.protect('macro.macro');

-- A text that is put into what one writes.
create table macro.answer (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid,
    owner_id  uuid,
    name      text        not null check (length(name) between 1 and 100),
    shortcut  text        not null check (shortcut ~ '^[a-z0-9_-]{1,30}$'),
    text      text        not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    check ((desk_id is null) <> (owner_id is null)),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, owner_id) references identity.person
);
create unique index answer_shortcut on macro.answer (tenant_id, desk_id, owner_id, shortcut) nulls not distinct;
call platform.protect('macro.answer');
