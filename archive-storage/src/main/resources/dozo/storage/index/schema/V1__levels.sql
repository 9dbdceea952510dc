-- A view of the store (INV-4): every row follows from journal lines and object headers.
--
-- Placeholders hold what H2 and PostgreSQL spell differently: ${bytes} a string of bytes; ${binary} the order of texts by
-- code point, without which PostgreSQL would not use an index for the beginning of a text; ${room} free space in a page,
-- so that new counters are written beside the old ones and no index entry moves.
--
-- Dates are numbers yyyymmdd, times of day microseconds since midnight, points in time milliseconds since 1970 in UTC.
-- Search texts are '' where there is no value, so that every index is dense and every comparison is two-valued.

create sequence entity_key start with 1 increment by 1000;

create table patient (
    pk               bigint not null primary key,
    patient_id       varchar(255) ${binary} not null,
    issuer           varchar(255) ${binary} not null,
    -- The Study Instance UID of the one study of a patient without Patient ID, else ''.
    own_study_uid    varchar(64)  ${binary} not null,
    name_alphabetic  varchar(255) ${binary} not null,
    name_ideographic varchar(255) ${binary} not null,
    name_phonetic    varchar(255) ${binary} not null,
    birth_date       integer,
    sex              varchar(255) ${binary} not null,
    attributes       ${bytes} not null,
    overlay          ${bytes},
    constraint patient_identity unique (patient_id, issuer, own_study_uid)
) ${room};
create index patient_patient_id on patient (patient_id, pk);
create index patient_name_alphabetic on patient (name_alphabetic, pk);
create index patient_name_ideographic on patient (name_ideographic, pk);
create index patient_name_phonetic on patient (name_phonetic, pk);
create index patient_birth_date on patient (birth_date, pk);

-- The patient's search values stand here once more: most queries are for studies by patient, date or both, and each of
-- their conditions can then lead the way through one index in the order in which the answers are read.
create table study (
    pk                 bigint not null primary key,
    patient_pk         bigint not null references patient (pk),
    study_instance_uid varchar(64)  ${binary} not null,
    patient_id         varchar(255) ${binary} not null,
    issuer             varchar(255) ${binary} not null,
    name_alphabetic    varchar(255) ${binary} not null,
    name_ideographic   varchar(255) ${binary} not null,
    name_phonetic      varchar(255) ${binary} not null,
    birth_date         integer,
    sex                varchar(255) ${binary} not null,
    study_date         integer,
    study_time         bigint,
    accession_number   varchar(255) ${binary} not null,
    study_id           varchar(255) ${binary} not null,
    description        varchar(255) ${binary} not null,
    referring_alphabetic  varchar(255) ${binary} not null,
    referring_ideographic varchar(255) ${binary} not null,
    referring_phonetic    varchar(255) ${binary} not null,
    attributes         ${bytes} not null,
    overlay            ${bytes},
    series_count       integer not null,
    instance_count     bigint  not null,
    total_bytes        bigint  not null,
    modalities         varchar not null,
    sop_classes        varchar not null,
    conflict_kinds     integer not null,
    first_received_at  bigint  not null,
    last_received_at   bigint  not null,
    constraint study_identity unique (patient_pk, study_instance_uid)
) ${room};
create index study_uid on study (study_instance_uid, pk);
create index study_patient_id on study (patient_id, pk);
create index study_name_alphabetic on study (name_alphabetic, pk);
create index study_name_ideographic on study (name_ideographic, pk);
create index study_name_phonetic on study (name_phonetic, pk);
create index study_birth_date on study (birth_date, pk);
create index study_date on study (study_date, pk);
create index study_accession on study (accession_number, pk);
create index study_study_id on study (study_id, pk);
create index study_referring_alphabetic on study (referring_alphabetic, pk);
create index study_referring_ideographic on study (referring_ideographic, pk);
create index study_referring_phonetic on study (referring_phonetic, pk);

-- Modalities (kind 0) and SOP classes (kind 1) of a study, to find the studies of a rare one without looking at all.
create table study_term (
    kind     integer not null,
    term     varchar(255) ${binary} not null,
    study_pk bigint  not null references study (pk),
    primary key (kind, term, study_pk)
);

create table series (
    pk                  bigint not null primary key,
    study_pk            bigint not null references study (pk),
    series_instance_uid varchar(64)  ${binary} not null,
    modality            varchar(255) ${binary} not null,
    series_number       integer,
    series_date         integer,
    series_time         bigint,
    performed_date      integer,
    performed_time      bigint,
    description         varchar(255) ${binary} not null,
    body_part           varchar(255) ${binary} not null,
    station             varchar(255) ${binary} not null,
    institution         varchar(255) ${binary} not null,
    protocol            varchar(255) ${binary} not null,
    attributes          ${bytes} not null,
    instance_count      bigint  not null,
    total_bytes         bigint  not null,
    sop_classes         varchar not null,
    constraint series_identity unique (study_pk, series_instance_uid)
) ${room};
create index series_uid on series (series_instance_uid, pk);

-- Without foreign keys, which would lock and look up the same series row once for each of its instances: the one writer
-- puts both in within one transaction.
create table instance (
    pk                  bigint not null primary key,
    series_pk           bigint not null,
    sop_instance_uid    varchar(64) ${binary} not null,
    version             integer not null,
    is_current          boolean not null,
    sop_class_uid       varchar(64) ${binary} not null,
    transfer_syntax_uid varchar(64) ${binary} not null,
    instance_number     integer,
    content_date        integer,
    content_time        bigint,
    digest              ${bytes} not null,
    size_bytes          bigint  not null,
    path                varchar(255) ${binary} not null,
    received_at         bigint  not null,
    calling_ae          varchar(255) ${binary} not null,
    called_ae           varchar(255) ${binary} not null,
    peer_address        varchar(255) ${binary} not null,
    epoch               bigint  not null,
    incarnation         uuid not null,
    attributes          ${bytes} not null,
    constraint instance_identity unique (sop_instance_uid, version)
) ${room};
create index instance_series on instance (series_pk, pk);

create table volume (
    pk        integer not null primary key,
    volume_id uuid    not null unique
);

-- One row per copy; path is null where it is the instance's own.
create table location (
    instance_pk bigint  not null,
    ordinal     integer not null,
    volume_pk   integer not null,
    path        varchar(255) ${binary},
    primary key (instance_pk, ordinal)
);

create table conflict (
    pk                  bigint      not null primary key,
    kind                varchar(32) not null,
    study_instance_uid  varchar(64) ${binary} not null,
    series_instance_uid varchar(64) ${binary} not null,
    sop_instance_uid    varchar(64) ${binary} not null,
    held                varchar not null,
    arrived             varchar not null,
    detected_at         bigint  not null
);
create index conflict_detected on conflict (detected_at, pk);

create table journal_position (
    journal varchar(255) ${binary} not null primary key,
    bytes   bigint not null
);

-- One row, so that nobody has to count. Its revision grows with every write: when it is not what this process wrote last, the
-- database was put back to an earlier state while the process ran.
create table total (
    pk        integer not null primary key,
    revision  bigint  not null,
    patients  bigint  not null,
    studies   bigint  not null,
    series    bigint  not null,
    instances bigint  not null,
    bytes     bigint  not null,
    conflicts bigint  not null
);
insert into total (pk, revision, patients, studies, series, instances, bytes, conflicts) values (0, 0, 0, 0, 0, 0, 0, 0);
