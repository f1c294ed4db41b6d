package dev.foyer.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import dev.foyer.json.Json;
import dev.foyer.management.CustomerRecord;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/// Comma-separated values, as [CsvRecordReader] reads them.
final class CsvRecordWriter implements RecordWriter {
    private final CsvWriter out;

    /// @param heading whether the first line is still to be written
    CsvRecordWriter(OutputStream out, char separator, boolean heading) {
        this.out =
                CsvWriter.builder()
                        .fieldSeparator(separator)
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (heading) {
            this.out.writeRecord(CustomerRecord.NAMES);
        }
    }

    @Override
    public void write(ObjectNode record) {
        out.writeRecord(
                CustomerRecord.NAMES.stream().map(name -> cell(record.path(name))).toList());
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || (value.isContainer() && value.isEmpty())) {
            return "";
        }
        return Formula.guard(value.isContainer() ? Json.text(value) : value.asString());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
