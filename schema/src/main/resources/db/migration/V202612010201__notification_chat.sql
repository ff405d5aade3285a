-- Notices also go to people's chat.
alter table notification.delivery drop constraint delivery_channel_check;
alter table notification.delivery add constraint delivery_channel_check check (channel in ('mail', 'push', 'sms', 'chat'));
