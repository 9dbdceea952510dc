package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The part of an instance's row that a newer version changes. */
@Entity
@Table(name = "instance")
class InstanceCurrentEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "is_current")
    boolean current;
}
