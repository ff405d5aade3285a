-- What was learned of a mail when it was taken in: whether a machine wrote it, and whether its sender was confirmed.
alter table channel.received_mail add column automatic boolean not null default false;
alter table channel.received_mail add column verified boolean not null default false;
create index received_ticket on channel.received_mail (tenant_id, ticket_id) where ticket_id is not null;

-- An account may be removed; the mails it brought stay, and are listed.
alter table channel.received_mail drop constraint received_mail_tenant_id_account_id_fkey;

-- Files sent along: [{"id","name","type","inline"}].
alter table channel.outgoing_mail add column attachments jsonb not null default '[]';
create index outgoing_ticket on channel.outgoing_mail (tenant_id, ticket_id, created) where ticket_id is not null;
create index outgoing_message on channel.outgoing_mail (tenant_id, message_id);
