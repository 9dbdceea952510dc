-- What the store does not know and no rebuild can bring back.

-- One row per kind of writer. Every write transaction locks its row and compares epoch and incarnation (INV-3); opening the
-- index changes all rows, so that nobody else's transaction can commit from then on.
create table fence (
    slot        integer      not null primary key,
    epoch       bigint       not null,
    incarnation uuid         not null,
    promoted_at bigint       not null
);
insert into fence (slot, epoch, incarnation, promoted_at) values (0, 0, '00000000-0000-0000-0000-000000000000', 0);
insert into fence (slot, epoch, incarnation, promoted_at) values (1, 0, '00000000-0000-0000-0000-000000000000', 0);
insert into fence (slot, epoch, incarnation, promoted_at) values (2, 0, '00000000-0000-0000-0000-000000000000', 0);

-- Index schemas, at most one in state LIVE and at most one in state BUILDING.
create table index_schema (
    name       varchar(64) not null primary key,
    state      varchar(16) not null,
    created_at bigint      not null
);

create table application_entity (
    title          varchar(16)  not null primary key,
    host           varchar(255) not null,
    port           integer      not null,
    roles          varchar(255) not null,
    tls            boolean      not null,
    networks       varchar      not null,
    accept_unknown boolean,
    allowed        varchar      not null,
    denied         varchar      not null
);

create table commitment (
    requester       varchar(16) not null,
    transaction_uid varchar(64) not null,
    requested_at    bigint      not null,
    attempts        integer     not null,
    next_attempt_at bigint      not null,
    primary key (requester, transaction_uid)
);
create index commitment_due on commitment (next_attempt_at);

create table commitment_reference (
    requester        varchar(16) not null,
    transaction_uid  varchar(64) not null,
    ordinal          integer     not null,
    sop_class_uid    varchar(64) not null,
    sop_instance_uid varchar(64) not null,
    primary key (requester, transaction_uid, ordinal),
    foreign key (requester, transaction_uid) references commitment (requester, transaction_uid) on delete cascade
);
