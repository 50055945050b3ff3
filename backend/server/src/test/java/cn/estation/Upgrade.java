package cn.estation;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of one module alone, in a schema of their own, brought from one version to the next with rows in them. */
final class Upgrade implements AutoCloseable {

    private final String module;
    private final Connection owner;

    private Upgrade(String module, Connection owner) {
        this.module = module;
        this.owner = owner;
    }

    static Upgrade of(String module) throws SQLException {
        var schema = schema(module);
        TestServices.database().createSchema(schema);
        return new Upgrade(module, TestServices.database().connectAsOwner(schema));
    }

    static String schema(String module) {
        return "estation_" + module + "_upgrade";
    }

    /** Runs a migration of the module, by the name of its file. */
    void migrate(String file) throws SQLException, IOException {
        var text = Files.readString(Path.of("../../sql", module, file))
                .replace("${service}", "'" + EmbeddedDatabase.SERVICE + "'@'127.0.0.1'");
        for (var statement : text.split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                run(statement);
            }
        }
    }

    void run(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    void run(List<String> statements) throws SQLException {
        for (var statement : statements) {
            run(statement);
        }
    }

    /** What is found, a line each, its columns with a space between. */
    List<String> rows(String question) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                var line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                found.add(line.toString());
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        run("DROP DATABASE " + schema(module));
        owner.close();
    }
}
