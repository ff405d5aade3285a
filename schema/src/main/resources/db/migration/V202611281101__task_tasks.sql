create schema task;
grant usage on schema task to ${app};

-- The steps of a ticket's work.
create table task.task (
    tenant_id   integer     not null,
    id          uuid        not null,
    ticket_id   uuid        not null,
    desk_id     uuid        not null,
    position    integer     not null,
    title       text        not null check (length(title) between 1 and 250),
    description text        not null default '',
    assignee_id uuid,
    team_id     uuid,
    due         date,
    state       text        not null check (state in ('open', 'in_progress', 'done', 'skipped')),
    required    boolean     not null default false,
    settled     timestamptz,
    settled_by  uuid,
    created     timestamptz not null,
    updated     timestamptz not null,
    version     integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, assignee_id) references identity.person,
    foreign key (tenant_id, team_id) references identity.team
);
create index task_ticket on task.task (tenant_id, ticket_id, position);
-- The lists of a person, a team and a desk are read in the order of what is due; what has no day comes last.
create index task_assignee on task.task (tenant_id, assignee_id, coalesce(due, date '9999-12-31'), id);
create index task_team on task.task (tenant_id, team_id, coalesce(due, date '9999-12-31'), id);
create index task_desk_open on task.task (tenant_id, desk_id, coalesce(due, date '9999-12-31'), id)
    where state in ('open', 'in_progress');
create index task_due_open on task.task (tenant_id, coalesce(due, date '9999-12-31'), id)
    where state in ('open', 'in_progress');
call platform.protect('task.task');

-- task_id can only be done when needs_id is settled.
create table task.dependency (
    tenant_id integer not null,
    ticket_id uuid    not null,
    task_id   uuid    not null,
    needs_id  uuid    not null,
    primary key (tenant_id, task_id, needs_id),
    foreign key (tenant_id, task_id) references task.task on delete cascade,
    foreign key (tenant_id, needs_id) references task.task on delete cascade,
    check (task_id <> needs_id)
);
create index dependency_ticket on task.dependency (tenant_id, ticket_id);
create index dependency_needs on task.dependency (tenant_id, needs_id);
call platform.protect('task.dependency');

-- The tasks of a ticket as a whole: who changes one holds this row, so that what is decided about all of them stays true.
create table task.ticket_tasks (
    tenant_id     integer not null,
    ticket_id     uuid    not null,
    total         integer not null default 0,
    settled       integer not null default 0,
    open_required integer not null default 0,
    version       integer not null default 1,
    primary key (tenant_id, ticket_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket
);
call platform.protect('task.ticket_tasks');

create table task.template (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    name      text        not null check (length(name) between 1 and 100),
    type_ids  uuid[]      not null default '{}',
    active    boolean     not null default true,
    steps     jsonb       not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, desk_id, name),
    foreign key (tenant_id, desk_id) references identity.desk
);
call platform.protect('task.template');
