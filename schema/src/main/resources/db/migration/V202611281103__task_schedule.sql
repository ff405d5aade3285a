create table task.scheduled_ticket (
    tenant_id   integer     not null,
    id          uuid        not null,
    desk_id     uuid        not null,
    name        text        not null check (length(name) between 1 and 100),
    active      boolean     not null,
    ticket      jsonb       not null,
    schedule    jsonb       not null,
    next_run    timestamptz,
    last_run    timestamptz,
    last_ticket uuid,
    last_missed integer     not null default 0,
    last_error  text,
    created     timestamptz not null,
    version     integer     not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, desk_id, name),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, last_ticket) references ticket.ticket
);
create index scheduled_ticket_next on task.scheduled_ticket (tenant_id, next_run) where active and next_run is not null;
call platform.protect('task.scheduled_ticket');
