create schema notification;
grant usage on schema notification to ${app};

-- What people were told: one row for a person and a thing that happened, however often it is found out again.
create table notification.notice (
    tenant_id integer     not null,
    id        uuid        not null,
    person_id uuid        not null,
    kind      text        not null check (length(kind) between 1 and 40),
    why       text        not null check (length(why) between 1 and 40),
    once      text        not null check (length(once) between 1 and 200),
    ticket_id uuid,
    desk_id   uuid,
    path      text check (length(path) <= 200),
    -- Texts as they were at the time: actor, number, title, excerpt.
    data      jsonb       not null,
    shown     boolean     not null,
    created   timestamptz not null,
    read_at   timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, person_id, once),
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, ticket_id) references ticket.ticket
);
create index notice_inbox on notification.notice (tenant_id, person_id, id desc) where shown;
create index notice_unread on notification.notice (tenant_id, person_id, id desc) where shown and read_at is null;
call platform.protect('notification.notice');

-- That a notice goes out by a channel, once: written with the notice, settled with what the channel queued.
create table notification.delivery (
    tenant_id integer     not null,
    notice_id uuid        not null,
    channel   text        not null check (channel in ('mail')),
    person_id uuid        not null,
    state     text        not null check (state in ('waiting', 'sent', 'skipped')),
    due       timestamptz,
    settled   timestamptz,
    primary key (tenant_id, notice_id, channel),
    foreign key (tenant_id, notice_id) references notification.notice on delete cascade,
    check ((state = 'waiting') = (due is not null))
);
create index delivery_due on notification.delivery (tenant_id, due) where state = 'waiting';
create index delivery_person on notification.delivery (tenant_id, person_id, channel) where state = 'waiting';
call platform.protect('notification.delivery');

-- How a person wants to be told; who has no row has the defaults.
create table notification.preference (
    tenant_id   integer not null,
    person_id   uuid    not null,
    -- By kind: whether it is shown in the inbox, whether it is mailed.
    kinds       jsonb   not null default '{}',
    quiet_from  time,
    quiet_until time,
    digest      text    not null default 'none' check (digest in ('none', 'quarter_hour', 'hour', 'day')),
    version     integer not null default 1,
    primary key (tenant_id, person_id),
    foreign key (tenant_id, person_id) references identity.person,
    check ((quiet_from is null) = (quiet_until is null))
);
call platform.protect('notification.preference');
