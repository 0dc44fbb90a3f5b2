import type { EditorProps } from './editor';
import { TextField } from './TextField';

export function CompletionField(props: EditorProps) {
  return <TextField {...props} />;
}
