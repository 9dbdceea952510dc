package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One copy of a version. */
@Entity
@Table(name = "location")
@IdClass(LocationEntity.Key.class)
class LocationEntity {

    @Id
    @Column(name = "instance_pk")
    long instancePk;

    @Id
    @Column(name = "ordinal")
    int ordinal;

    @Column(name = "volume_pk")
    int volumePk;

    /** Null where it is the instance's own path. */
    @Column(name = "path")
    String path;

    record Key(long instancePk, int ordinal) implements Serializable {}
}
