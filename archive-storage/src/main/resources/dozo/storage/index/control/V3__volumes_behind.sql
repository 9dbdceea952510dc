-- Since when a volume may lack copies or journals that its group holds, in milliseconds since 1970; null when it lacks none.
alter table volume add column behind_since bigint default 0;
