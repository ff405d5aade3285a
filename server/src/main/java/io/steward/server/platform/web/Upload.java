package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** The one file of a multipart request, read as it arrives: it is never wholly in memory. */
public final class Upload implements AutoCloseable {
    private final String name;
    private final InputStream content;

    private Upload(String name, InputStream content) {
        this.name = name;
        this.content = content;
    }

    /** @throws Problem when the request holds no file */
    public static Upload open(HttpServletRequest request) throws IOException {
        var upload = new org.apache.tomcat.util.http.fileupload.FileUpload();
        upload.setFileCountMax(10);
        upload.setPartHeaderSizeMax(4096);
        try {
            var parts = upload.getItemIterator(
                    new org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext(request));
            while (parts.hasNext()) {
                var part = parts.next();
                if (!part.isFormField()) {
                    return new Upload(part.getName() == null ? "file" : part.getName(), part.openStream());
                }
            }
        } catch (org.apache.tomcat.util.http.fileupload.FileUploadException e) {
            throw Problem.invalid("file", "unreadable", "A multipart form with a file, please");
        }
        throw Problem.invalid("file", "required", "A multipart form with a file, please");
    }

    public String name() {
        return name;
    }

    public InputStream content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
