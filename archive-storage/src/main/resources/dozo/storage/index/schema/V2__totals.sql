-- What changes with each group of objects stands apart from what is searched: H2 takes a changed row out of every index of
-- its table and puts it back, though nothing of what changed is indexed, and PostgreSQL writes the whole row anew.
--
-- H2 keeps each table as it is made, so this begins again where a process died in it. Nothing is in these tables before.
drop table if exists study_total;
create table study_total (
    study_pk         bigint  not null primary key,
    series_count     integer not null,
    instance_count   bigint  not null,
    total_bytes      bigint  not null,
    modalities       varchar not null,
    sop_classes      varchar not null,
    conflict_kinds   integer not null,
    last_received_at bigint  not null
) ${room};
insert into study_total (study_pk, series_count, instance_count, total_bytes, modalities, sop_classes, conflict_kinds,
        last_received_at)
    select pk, series_count, instance_count, total_bytes, modalities, sop_classes, conflict_kinds, last_received_at
    from study order by pk;

drop table if exists series_total;
create table series_total (
    series_pk      bigint  not null primary key,
    instance_count bigint  not null,
    total_bytes    bigint  not null,
    sop_classes    varchar not null
) ${room};
insert into series_total (series_pk, instance_count, total_bytes, sop_classes)
    select pk, instance_count, total_bytes, sop_classes from series order by pk;

-- Nobody reads or writes these from here on. They are not dropped, for which H2 would write the whole table anew.
alter table study alter column series_count set default 0;
alter table study alter column instance_count set default 0;
alter table study alter column total_bytes set default 0;
alter table study alter column modalities set default '';
alter table study alter column sop_classes set default '';
alter table study alter column conflict_kinds set default 0;
alter table study alter column last_received_at set default 0;
alter table series alter column instance_count set default 0;
alter table series alter column total_bytes set default 0;
alter table series alter column sop_classes set default '';
