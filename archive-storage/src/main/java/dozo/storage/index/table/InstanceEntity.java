package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** One version of an instance, with what its journal line says. */
@Entity
@Table(name = "instance")
class InstanceEntity {

    @Id
    @Column(name = "pk")
    long pk;

    @Column(name = "series_pk")
    long seriesPk;

    @Column(name = "sop_instance_uid")
    String sopInstanceUid;

    @Column(name = "version")
    int version;

    @Column(name = "is_current")
    boolean current;

    @Column(name = "sop_class_uid")
    String sopClassUid;

    @Column(name = "transfer_syntax_uid")
    String transferSyntaxUid;

    @Column(name = "instance_number")
    Integer instanceNumber;

    @Column(name = "content_date")
    Integer contentDate;

    @Column(name = "content_time")
    Long contentTime;

    @Column(name = "digest")
    byte[] digest;

    @Column(name = "size_bytes")
    long sizeBytes;

    @Column(name = "path")
    String path;

    @Column(name = "received_at")
    long receivedAt;

    @Column(name = "calling_ae")
    String callingAe;

    @Column(name = "called_ae")
    String calledAe;

    @Column(name = "peer_address")
    String peerAddress;

    @Column(name = "epoch")
    long epoch;

    @Column(name = "incarnation")
    UUID incarnation;

    @Column(name = "attributes")
    byte[] attributes;

    /** Writes that another version has taken the place of this one. */
    void updateCurrent(String schema, RowChanges changes) {
        changes.add("update " + schema + ".instance set is_current = ? where pk = ?", current, pk);
    }
}
