-- Which identity the volume of each name has, so that another disk under its path is noticed also after a restart.
create table volume (
    name varchar(64) not null primary key,
    id   uuid        not null
);
