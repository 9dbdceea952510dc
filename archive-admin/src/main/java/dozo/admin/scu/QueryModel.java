package dozo.admin.scu;

import dozo.core.value.Uid;

/** An information model of query and retrieve, with its SOP classes (PS3.4 section C.6). */
public enum QueryModel {
    PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1.1", "1.2.840.10008.5.1.4.1.2.1.2", "1.2.840.10008.5.1.4.1.2.1.3"),
    STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2.1", "1.2.840.10008.5.1.4.1.2.2.2", "1.2.840.10008.5.1.4.1.2.2.3");

    private final Uid find;
    private final Uid move;
    private final Uid get;

    QueryModel(String find, String move, String get) {
        this.find = new Uid(find);
        this.move = new Uid(move);
        this.get = new Uid(get);
    }

    public Uid find() {
        return find;
    }

    public Uid move() {
        return move;
    }

    public Uid get() {
        return get;
    }
}
