create table channel.mail_account (
    tenant_id      integer     not null,
    id             uuid        not null,
    desk_id        uuid        not null,
    type_id        uuid        not null,
    address        text        not null check (length(address) <= 254),
    name           text        not null check (length(name) between 1 and 100),
    enabled        boolean     not null,
    imap           jsonb,
    smtp           jsonb,
    trusted_server text,
    uid_validity   bigint,
    last_uid       bigint,
    last_fetch     timestamptz,
    last_error     text,
    version        integer     not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, address),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, type_id) references ticket.ticket_type
);
call platform.protect('channel.mail_account');

-- Every mail is written down, whole, before anybody is told it was accepted.
create table channel.received_mail (
    tenant_id  integer     not null,
    id         uuid        not null,
    account_id uuid        not null,
    sha256     bytea       not null,
    size       bigint      not null,
    at         timestamptz not null,
    sender     text,
    subject    text,
    message_id text,
    return_path text,
    state      text        not null check (state in ('waiting', 'ticket', 'reply', 'ignored', 'failed')),
    reason     text,
    attempts   integer     not null default 0,
    next_at    timestamptz,
    ticket_id  uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references channel.mail_account,
    unique (tenant_id, account_id, sha256)
);
create index received_waiting on channel.received_mail (tenant_id, next_at) where state = 'waiting';
create index received_listed on channel.received_mail (tenant_id, at desc, id desc);
create index received_message on channel.received_mail (tenant_id, message_id) where message_id is not null;
create index received_sender on channel.received_mail (tenant_id, sender, at);
call platform.protect('channel.received_mail');

create table channel.outgoing_mail (
    tenant_id  integer     not null,
    id         uuid        not null,
    account_id uuid,
    ticket_id  uuid,
    kind       text        not null check (kind in ('acknowledgement', 'reply', 'resolution', 'reset')),
    recipient  text        not null,
    subject    text        not null,
    headers    jsonb       not null default '{}',
    text       text        not null,
    html       text        not null,
    message_id text        not null,
    state      text        not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
    attempts   integer     not null default 0,
    created    timestamptz not null,
    next_at    timestamptz,
    last_error text,
    sent_at    timestamptz,
    primary key (tenant_id, id)
);
create index outgoing_waiting on channel.outgoing_mail (tenant_id, next_at) where state = 'waiting';
create index outgoing_listed on channel.outgoing_mail (tenant_id, created desc, id desc);
create index outgoing_recipient on channel.outgoing_mail (tenant_id, recipient, created);
call platform.protect('channel.outgoing_mail');
