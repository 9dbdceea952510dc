package dozo.storage.index.table;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A modality or SOP class that occurs in a study. */
@Entity
@Table(name = "study_term")
@IdClass(StudyTermEntity.Key.class)
class StudyTermEntity {

    static final int MODALITY = 0;
    static final int SOP_CLASS = 1;

    @Id
    @Column(name = "kind")
    int kind;

    @Id
    @Column(name = "term")
    String term;

    @Id
    @Column(name = "study_pk")
    long studyPk;

    static StudyTermEntity of(int kind, String term, long studyPk) {
        StudyTermEntity row = new StudyTermEntity();
        row.kind = kind;
        row.term = term;
        row.studyPk = studyPk;
        return row;
    }

    void delete(String schema, RowChanges changes) {
        changes.add(
                "delete from " + schema + ".study_term where kind = ? and term = ? and study_pk = ?",
                kind,
                term,
                studyPk);
    }

    record Key(int kind, String term, long studyPk) implements Serializable {}
}
