package cn.estation.guide.content;

/**
 * One thing to bring.
 *
 * @param id short name, unique within the guide, by which circumstances add or drop it
 * @param source where one gets it
 * @param blankForm address of a form to fill in; empty if there is none
 * @param sampleForm address of one that is filled in; empty if there is none
 * @param always false if it is only needed when a circumstance adds it
 */
public record Document(
        String id,
        String name,
        Form form,
        int copies,
        Medium medium,
        Necessity necessity,
        Source source,
        String sourceNote,
        String blankForm,
        String sampleForm,
        String note,
        boolean always) {

    public enum Form {
        ORIGINAL("原件"),
        COPY("复印件"),
        ORIGINAL_AND_COPY("原件和复印件"),
        ORIGINAL_OR_COPY("原件或复印件");

        private final String title;

        Form(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public enum Medium {
        PAPER("纸质"),
        ELECTRONIC("电子"),
        EITHER("纸质或电子");

        private final String title;

        Medium(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public enum Necessity {
        REQUIRED("必要"),
        IF_APPLICABLE("视情况"),
        LATER("可以后补");

        private final String title;

        Necessity(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public enum Source {
        APPLICANT("申请人自备"),
        GOVERNMENT("政府部门核发"),
        OTHER("其他");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Document {
        form = form == null ? Form.ORIGINAL : form;
        medium = medium == null ? Medium.PAPER : medium;
        necessity = necessity == null ? Necessity.REQUIRED : necessity;
        source = source == null ? Source.APPLICANT : source;
        name = Absent.text(name);
        sourceNote = Absent.text(sourceNote);
        blankForm = Absent.text(blankForm);
        sampleForm = Absent.text(sampleForm);
        note = Absent.text(note);
    }

    /** One line that says it all, for example {@code 户口簿（复印件 2 份，可以后补）：首页和本人页}. */
    public String line() {
        var line = new StringBuilder(name)
                .append('（')
                .append(form.title())
                .append(' ')
                .append(copies)
                .append(" 份");
        if (necessity != Necessity.REQUIRED) {
            line.append('，').append(necessity.title());
        }
        line.append('）');
        return note.isEmpty() ? line.toString() : line.append('：').append(note).toString();
    }
}
