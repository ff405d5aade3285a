package io.steward.server.channel.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * Puts the text parts of a message together. Parts that are alternatives of each other form one block; all blocks
 * together are the body, each in the richest form it has.
 */
final class MailBody {

    private final List<Block> blocks = new ArrayList<>();
    private final Deque<String> containers = new ArrayDeque<>();
    private @Nullable Block alternative;
    private int alternativeDepth;

    private static final class Block {
        private String plain = "";
        private String html = "";
    }

    /** Enters a container, named by its media type. */
    void open(String type) {
        containers.push(type);
        if (alternative == null && type.equals("multipart/alternative")) {
            alternative = new Block();
            alternativeDepth = containers.size();
            blocks.add(alternative);
        }
    }

    void close() {
        if (containers.isEmpty()) {
            return;
        }
        if (alternative != null && containers.size() == alternativeDepth) {
            alternative = null;
        }
        containers.pop();
    }

    int depth() {
        return containers.size();
    }

    void add(String text, boolean html) {
        if (text.isBlank()) {
            return;
        }
        Block block = alternative;
        if (block == null) {
            block = new Block();
            blocks.add(block);
        }
        boolean replaces = "multipart/alternative".equals(containers.peek());
        if (html) {
            block.html = replaces || block.html.isEmpty() ? text : block.html + "<br>\n" + text;
        } else {
            block.plain = replaces || block.plain.isEmpty() ? text : block.plain + "\n" + text;
        }
    }

    boolean isEmpty() {
        return blocks.stream().allMatch(block -> block.plain.isEmpty() && block.html.isEmpty());
    }

    /** All blocks as plain text, if at least one of them came as plain text. */
    @Nullable
    String plain(int maxChars) {
        if (blocks.stream().allMatch(block -> block.plain.isEmpty())) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (Block block : blocks) {
            String text = block.plain.isEmpty() ? HtmlToText.convert(block.html, maxChars) : block.plain;
            if (!text.isBlank()) {
                out.append(out.isEmpty() ? "" : "\n").append(text);
            }
        }
        return HeaderSafe.cut(out.toString(), maxChars);
    }

    /** All blocks as HTML, if at least one of them came as HTML. */
    @Nullable
    String html(int maxChars) {
        if (blocks.stream().allMatch(block -> block.html.isEmpty())) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (Block block : blocks) {
            boolean escaped = block.html.isEmpty();
            String text = escaped ? Entities.escape(block.plain) : block.html;
            if (!text.isBlank()) {
                out.append(out.isEmpty() ? "" : "<br>\n");
                out.append(escaped ? "<div style=\"white-space: pre-wrap\">" : "");
                out.append(text).append(escaped ? "</div>" : "");
            }
        }
        return HeaderSafe.cut(out.toString(), maxChars);
    }
}
