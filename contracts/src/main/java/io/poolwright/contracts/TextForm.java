package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;

/** A type that is a JSON string on the wire. */
record TextForm<T>(Class<T> type, Writer<T> writer, Reader<T> reader) {
  interface Writer<T> {
    String write(T value);
  }

  /** Throws {@link IllegalArgumentException} or {@link DateTimeException} on a wrong text. */
  interface Reader<T> {
    T read(String text);
  }

  static <T> TextForm<T> of(Class<T> type, Writer<T> writer, Reader<T> reader) {
    return new TextForm<>(type, writer, reader);
  }

  StdScalarSerializer<T> serializer() {
    return new Serializer<>(this);
  }

  StdScalarDeserializer<T> deserializer() {
    return new Deserializer<>(this);
  }

  private static final class Serializer<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient TextForm<T> form;

    Serializer(TextForm<T> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public void serialize(T value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      to.writeString(form.writer().write(value));
    }
  }

  private static final class Deserializer<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient TextForm<T> form;

    Deserializer(TextForm<T> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
      if (!from.hasToken(JsonToken.VALUE_STRING)) {
        return context.reportInputMismatch(
            form.type(), "%s must be a string", form.type().getSimpleName());
      }
      try {
        return form.reader().read(from.getText());
      } catch (IllegalArgumentException | DateTimeException e) {
        throw JsonMappingException.from(
            from, "the text is not a valid " + form.type().getSimpleName(), e);
      }
    }
  }
}
