package dozo.storage.index.table;

import dozo.core.dataset.Tag;
import dozo.storage.index.header.Header;
import dozo.storage.index.header.KeyText;
import dozo.storage.index.header.NameKeys;
import dozo.storage.index.model.Level;
import dozo.storage.index.model.VersionRow;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.WriterEpoch;
import java.util.HexFormat;

/** From a header and a journal line to the rows of the tables, and from an instance's row back to what its journal line said. */
final class Rows {

    private Rows() {}

    static PatientEntity patient(KnownPatient patient, Header header) {
        PatientEntity row = new PatientEntity();
        row.pk = patient.pk();
        row.patientId = patient.key().patientId();
        row.issuer = patient.key().issuer();
        row.ownStudyUid = patient.key().ownStudyUid();
        row.nameAlphabetic = patient.name().alphabetic();
        row.nameIdeographic = patient.name().ideographic();
        row.namePhonetic = patient.name().phonetic();
        row.birthDate = patient.birthDate();
        row.sex = patient.sex();
        row.attributes = header.encoded(Level.PATIENT);
        return row;
    }

    static StudyEntity study(StudyState study, KnownPatient patient, Header header, long receivedAt) {
        StudyEntity row = new StudyEntity();
        row.pk = study.pk;
        row.patientPk = patient.pk();
        row.studyInstanceUid = study.uid;
        row.patientId = patient.key().patientId();
        row.issuer = patient.key().issuer();
        row.nameAlphabetic = patient.name().alphabetic();
        row.nameIdeographic = patient.name().ideographic();
        row.namePhonetic = patient.name().phonetic();
        row.birthDate = patient.birthDate();
        row.sex = patient.sex();
        row.studyDate = header.dateOrNull(Tag.StudyDate);
        row.studyTime = header.timeOrNull(Tag.StudyTime);
        row.accessionNumber = header.text(Tag.AccessionNumber);
        row.studyId = header.text(Tag.StudyID);
        row.description = header.text(Tag.StudyDescription);
        NameKeys referring = header.name(Tag.ReferringPhysicianName);
        row.referringAlphabetic = referring.alphabetic();
        row.referringIdeographic = referring.ideographic();
        row.referringPhonetic = referring.phonetic();
        row.attributes = header.encoded(Level.STUDY);
        row.firstReceivedAt = receivedAt;
        return row;
    }

    static SeriesEntity series(SeriesState series, Header header) {
        SeriesEntity row = new SeriesEntity();
        row.pk = series.pk;
        row.studyPk = series.studyPk;
        row.seriesInstanceUid = series.uid;
        row.modality = series.modality;
        row.seriesNumber = header.numberOrNull(Tag.SeriesNumber);
        row.seriesDate = header.dateOrNull(Tag.SeriesDate);
        row.seriesTime = header.timeOrNull(Tag.SeriesTime);
        row.performedDate = header.dateOrNull(Tag.PerformedProcedureStepStartDate);
        row.performedTime = header.timeOrNull(Tag.PerformedProcedureStepStartTime);
        row.description = header.text(Tag.SeriesDescription);
        row.bodyPart = header.text(Tag.BodyPartExamined);
        row.station = header.text(Tag.StationName);
        row.institution = header.text(Tag.InstitutionName);
        row.protocol = header.text(Tag.ProtocolName);
        row.attributes = header.encoded(Level.SERIES);
        return row;
    }

    static InstanceEntity instance(long pk, long seriesPk, StoredObject object, Header header) {
        InstanceEntity row = new InstanceEntity();
        row.pk = pk;
        row.seriesPk = seriesPk;
        row.sopInstanceUid = object.sopInstanceUid().value();
        row.version = object.version();
        row.sopClassUid = object.sopClassUid().value();
        row.transferSyntaxUid = object.transferSyntaxUid().value();
        row.instanceNumber = header.numberOrNull(Tag.InstanceNumber);
        row.contentDate = header.dateOrNull(Tag.ContentDate);
        row.contentTime = header.timeOrNull(Tag.ContentTime);
        row.digest = HexFormat.of().parseHex(object.digest().hex());
        row.sizeBytes = object.sizeBytes();
        row.path = object.path().relative();
        row.receivedAt = object.receivedAt().toEpochMilli();
        row.callingAe = KeyText.of(object.callingAeTitle());
        row.calledAe = KeyText.of(object.calledAeTitle());
        row.peerAddress = KeyText.of(object.peerAddress());
        row.epoch = object.epoch().epoch();
        row.incarnation = object.epoch().incarnation();
        row.attributes = header.encoded(Level.IMAGE);
        return row;
    }

    static VersionRow version(InstanceEntity row) {
        return new VersionRow(
                row.sopInstanceUid,
                row.version,
                row.current,
                row.sopClassUid,
                row.transferSyntaxUid,
                row.digest,
                row.sizeBytes,
                new ObjectPath(row.path),
                row.receivedAt,
                row.callingAe,
                row.calledAe,
                row.peerAddress,
                new WriterEpoch(row.epoch, row.incarnation));
    }
}
