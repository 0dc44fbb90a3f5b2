import { describe } from 'vitest';
import { useStage } from '../e2e/harness';
import { describeGroup } from './group';
import { GROUPS } from './pages';
import { serveRealPages } from './serve';

describe('editors of documents, to edit and to read', () => {
  describeGroup(useStage({}, serveRealPages), GROUPS.documents);
});
