package cn.estation.guide;

/** One thing to bring. */
record GuideDocument(String name, Form form, int copies, Necessity necessity, String note) {

    enum Form {
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

    enum Necessity {
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
