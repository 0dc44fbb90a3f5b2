import { describeGallery } from './describe-gallery';

describeGallery('mirrored');
