-- Mails of notices: several at once, and those with a link that decides, whose text is not kept.
alter table channel.outgoing_mail drop constraint outgoing_mail_kind_check;
alter table channel.outgoing_mail add constraint outgoing_mail_kind_check
    check (kind in ('acknowledgement', 'reply', 'resolution', 'reset', 'notice', 'decision'));
