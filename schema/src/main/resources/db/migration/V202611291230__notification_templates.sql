-- What mails of notices say, where the organisation wrote something else than what is built in.
create table notification.template (
    tenant_id integer not null,
    sentence  text    not null check (length(sentence) between 1 and 60),
    language  text    not null check (language in ('en', 'de')),
    subject   text    not null check (length(subject) between 1 and 200),
    text      text    not null check (length(text) between 1 and 2000),
    version   integer not null default 1,
    primary key (tenant_id, sentence, language)
);
call platform.protect('notification.template');
