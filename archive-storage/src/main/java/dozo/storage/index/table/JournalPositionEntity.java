package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a journal has been applied. */
@Entity
@Table(name = "journal_position")
class JournalPositionEntity {

    @Id
    @Column(name = "journal")
    String journal;

    @Column(name = "bytes")
    long bytes;
}
