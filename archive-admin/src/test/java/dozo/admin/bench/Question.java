package dozo.admin.bench;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.storage.testing.MadeUpStudy;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of query that are measured, as viewers ask them, about studies that {@link MadeUpStudy} makes up. */
enum Question {
    PATIENT_ID("by Patient ID") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return studyLevel().put(Tag.PatientID, Vr.LO, study.patientId());
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.patientId();
        }
    },
    ACCESSION("by Accession Number") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return studyLevel().put(Tag.AccessionNumber, Vr.SH, study.accessionNumber());
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.accessionNumber();
        }
    },
    NAME("by a name with a wildcard") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return studyLevel().put(Tag.PatientName, Vr.PN, term(study, large) + "*");
        }

        /** Ten families where there are few studies, one of them where there are many. */
        @Override
        String term(MadeUpStudy study, boolean large) {
            String family = study.family();
            return large ? family : family.substring(0, family.length() - 1);
        }
    },
    DATE("by Study Date, a week or a day") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return studyLevel().put(Tag.StudyDate, Vr.DA, range(study, large));
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.date();
        }

        @Override
        Stream<String> termsAsked(MadeUpStudy study, boolean large) {
            return days(study, large);
        }
    },
    SERIES("series by Study Instance UID") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return new Attributes()
                    .put(Tag.QueryRetrieveLevel, Vr.CS, "SERIES")
                    .put(Tag.StudyInstanceUID, study.studyUid())
                    .putEmpty(Tag.SeriesInstanceUID, Vr.UI)
                    .putEmpty(Tag.Modality, Vr.CS)
                    .putEmpty(Tag.SeriesNumber, Vr.IS)
                    .putEmpty(Tag.SeriesDescription, Vr.LO);
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.studyUid().value();
        }
    },
    MODALITY("by Modalities in Study and Study Date") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            return studyLevel()
                    .put(Tag.ModalitiesInStudy, Vr.CS, ASKED_MODALITY)
                    .put(Tag.StudyDate, Vr.DA, range(study, large));
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.modality() + study.date();
        }

        @Override
        Stream<String> termsAsked(MadeUpStudy study, boolean large) {
            return days(study, large).map(ASKED_MODALITY::concat);
        }
    },
    /** Only where there are a million studies: the time to its first answer. */
    TEN_THOUSAND("first answer of 10,000") {
        @Override
        Attributes keys(MadeUpStudy study, boolean large) {
            String year = term(study, large);
            return studyLevel().put(Tag.StudyDate, Vr.DA, year + "0101-" + year + "1230");
        }

        @Override
        String term(MadeUpStudy study, boolean large) {
            return study.date().substring(0, YEAR_DIGITS);
        }
    };

    private static final String ASKED_MODALITY = "MR";
    private static final int YEAR_DIGITS = 4;
    private static final int MONTH_DIGITS = 6;
    private static final int LAST_FIRST_DAY = 22;
    private static final int WEEK = 7;

    private final String title;

    Question(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Name of the work and on command lines. */
    String key() {
        return "find-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** What to ask so that this study is among the answers. @param large whether the archive holds a million studies */
    abstract Attributes keys(MadeUpStudy study, boolean large);

    /** What decides, of all that is known of a study, whether it is an answer. */
    abstract String term(MadeUpStudy study, boolean large);

    /** The {@link #term terms} of all studies that are answers when this one is asked for, each once. */
    Stream<String> termsAsked(MadeUpStudy study, boolean large) {
        return Stream.of(term(study, large));
    }

    /** {@link #keys} as it is sent. */
    byte[] identifier(MadeUpStudy study, boolean large) {
        return DatasetWriter.toBytes(keys(study, large), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private static Attributes studyLevel() {
        return new Attributes()
                .put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY")
                .putEmpty(Tag.StudyInstanceUID, Vr.UI)
                .putEmpty(Tag.PatientID, Vr.LO)
                .putEmpty(Tag.PatientName, Vr.PN)
                .putEmpty(Tag.PatientBirthDate, Vr.DA)
                .putEmpty(Tag.PatientSex, Vr.CS)
                .putEmpty(Tag.StudyDate, Vr.DA)
                .putEmpty(Tag.StudyTime, Vr.TM)
                .putEmpty(Tag.AccessionNumber, Vr.SH)
                .putEmpty(Tag.StudyID, Vr.SH)
                .putEmpty(Tag.StudyDescription, Vr.LO);
    }

    private static String range(MadeUpStudy study, boolean large) {
        return large ? study.date() : day(study, 0) + '-' + day(study, WEEK - 1);
    }

    /** The study's day; where there are few studies, a week within its month. */
    private static Stream<String> days(MadeUpStudy study, boolean large) {
        return large ? Stream.of(study.date()) : IntStream.range(0, WEEK).mapToObj(i -> day(study, i));
    }

    private static String day(MadeUpStudy study, int ofTheWeek) {
        String date = study.date();
        int first = Math.min(Integer.parseInt(date.substring(MONTH_DIGITS)), LAST_FIRST_DAY);
        return "%s%02d".formatted(date.substring(0, MONTH_DIGITS), first + ofTheWeek);
    }
}
