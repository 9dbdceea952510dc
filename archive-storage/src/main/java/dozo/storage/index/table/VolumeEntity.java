package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A number for a volume, short enough to stand in every location. */
@Entity
@Table(name = "volume")
class VolumeEntity {

    @Id
    @Column(name = "pk")
    int pk;

    @Column(name = "volume_id")
    UUID volumeId;
}
