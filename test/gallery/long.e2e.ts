import { describeGallery } from './describe-gallery';

describeGallery('long');
